"""Who is named: agencies, offices, persons."""
