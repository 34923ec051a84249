-- grain: one row a table whose rows differ from those of the lake's current documents
with counts as (
    select 'reports' as relation, (select count(*) from staging.reports) as in_lake, (select count(*) from core.reports) as here
    union all
    select 'mentions', (select count(*) from staging.mentions), (select count(*) from core.mentions)
    union all
    select 'honors', (select count(*) from staging.honors), (select count(*) from core.honors)
    union all
    select 'documents', (select count(*) from staging.documents), (select count(*) from core.documents)
)

select * from counts
where in_lake <> here
