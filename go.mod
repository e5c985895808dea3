module nn

go 1.24
