"""Who is mentioned where: countries, bodies, people with role and affiliation."""
