-- grain: one row a value that its text says has become another of the same indicator (由94人发展到103人)
with following as (
    select
        document_id,
        mention_id,
        char_start,
        char_end,
        lead(char_start) over (partition by report_id, indicator_code, unit order by char_start) as next_start
    from core.mentions
    where in_facts and value is not null
),

close as (
    select f.mention_id, d.text[f.char_start - 1:f.char_start] as before, d.text[f.char_end + 1:f.next_start] as between
    from following as f
    join core.documents as d using (document_id)
    where f.next_start - f.char_end between 1 and 12
),

outgrown as (
    select mention_id
    from close
    where regexp_matches(before, '[由從从]')
        and regexp_matches(between, '^[^，。；,;\n]{0,8}[到至为為成]\D{0,2}$')
)

select * from outgrown
