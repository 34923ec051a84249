-- grain: one row a fact of a copy, or a copy whose original is missing
with facts_of_copies as (
    select f.mention_id as key
    from core.facts as f
    join core.reports as r using (report_id)
    where r.copy_of_report_id is not null
),

copies_of_nothing as (
    select r.report_id as key
    from core.reports as r
    left join core.reports as o on o.report_id = r.copy_of_report_id
    where r.copy_of_report_id is not null and o.report_id is null
)

select * from facts_of_copies
union all
select * from copies_of_nothing
