"""The forms that libraries had, one module a version; Alembic walks through them."""
