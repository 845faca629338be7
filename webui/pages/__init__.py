"""What each page shows, as a frozen value: every link and every word made here, so that templates only loop and branch."""
