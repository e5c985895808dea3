module exercises

go 1.24
