-- grain: one row a path whose last reading failed
with last_failure as (
    select *
    from source.failures
    qualify row_number() over (partition by source_path order by batch desc, failed_at desc, reason) = 1
),

unread_since as (
    select f.*
    from last_failure as f
    where not exists (
        select 1 from source.documents as d where d.source_path = f.source_path and d.batch > f.batch
    )
)

select * from unread_since
