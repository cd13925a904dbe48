//! Readings of one affair to its story: copies, statements, disputes, register.
