#!/bin/sh
# Makes the owner (migrates), the application's plain role (runs) and the database, when the database container is new.
set -eu
psql --set ON_ERROR_STOP=1 --username postgres --set owner="$OWNER_PASSWORD" --set application="$APPLICATION_PASSWORD" <<'SQL'
CREATE ROLE ci_owner LOGIN NOSUPERUSER NOBYPASSRLS CREATEDB PASSWORD :'owner';
CREATE ROLE ci_app LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD :'application';
CREATE DATABASE ci OWNER ci_owner;
SQL
