"""页面 The burden meter, what is asked and why, complaints."""
