"""Numbers computed from datasets: dependence of one country on another, and how lopsided it is."""
