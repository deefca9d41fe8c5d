"""页面 Periods and their boards, reports, hearings."""
