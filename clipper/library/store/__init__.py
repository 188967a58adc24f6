"""The database below the library: typed tables, engines, migrations, and the SQL of each dialect."""
