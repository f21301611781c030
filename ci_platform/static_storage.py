"""Static files under names of their contents, each beside its gzip and brotli form: browsers keep them for ever."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class NamedByContent(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Names what was collected by its contents; what was not (files of other packages) keeps its name."""

    manifest_strict = False

    def stored_name(self, name: str) -> str:
        """Return the name in the manifest, or the name itself."""
        found: str = self.hashed_files.get(self.hash_key(self.clean_name(name)), name)
        return found
