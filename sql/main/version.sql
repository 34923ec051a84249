-- grain: one row, the version of this warehouse
select * from core.version
