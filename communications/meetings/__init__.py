"""Reading meetings: who is called and who is there, what is suggested, what the minutes say."""
