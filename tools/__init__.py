"""Scripts that make the project's own data files and documents; not part of the installed package."""
