-- grain: one row a file that could not be read
select * from core.failures
