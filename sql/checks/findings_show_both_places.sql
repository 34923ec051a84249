-- grain: one row a finding of two figures that does not lead to both of them
with findings as (
    select f.kind, f.message, f.mention_id, f.other_mention_id
    from mart.findings as f
    where f.kind in ('conflicting', 'large_change', 'rate_mismatch')
),

unshown as (
    select f.*
    from findings as f
    left join core.mentions as one on one.mention_id = f.mention_id
    left join core.mentions as other on other.mention_id = f.other_mention_id
    where one.mention_id is null
        or other.mention_id is null
        or one.mention_id = other.mention_id
)

select * from unshown
