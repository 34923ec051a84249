-- grain: one row, the version of this warehouse
select * from source.version
