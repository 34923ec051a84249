-- grain: one row a value that its text calls a part (其中), with the value of the same indicator that it is a part of
with parts as (
    select *
    from core.mentions
    where is_part and value is not null and in_facts
),

-- The nearest before it; the rate of a part may be the higher one.
paired as (
    select p.mention_id, w.mention_id as whole_mention_id
    from parts as p
    join core.mentions as w
        on w.report_id = p.report_id
        and w.indicator_code = p.indicator_code
        and w.unit = p.unit
        and w.period_start is not distinct from p.period_start
        and w.period_end is not distinct from p.period_end
        and w.char_start < p.char_start
        and p.char_start - w.char_end <= 200
    where not w.is_part
        and (w.value >= p.value or p.measure = 'rate')
    qualify row_number() over (partition by p.mention_id order by w.char_start desc) = 1
)

select * from paired
