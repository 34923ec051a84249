-- grain: one row a thing that a person should look at
select * from mart.findings
