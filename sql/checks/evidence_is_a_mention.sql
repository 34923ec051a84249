-- grain: one row a value whose evidence is no mention of its unit
with evidence as (
    select unit_id, indicator_code, mention_id from mart.unit_year
    union all
    select unit_id, indicator_code, mention_id from mart.unit_span
)

select e.*
from evidence as e
left join core.mentions as m using (mention_id)
where m.mention_id is null
    or m.unit_id <> e.unit_id
    or m.indicator_code <> e.indicator_code
    or not m.in_facts
