"""The forms of what `/api/v1` answers, as types: what OpenAPI promises, and what tests hold every answer to. No behaviour."""
