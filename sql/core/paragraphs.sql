-- grain: one row a non-blank line of a document's text, numbered from 1; [char_start, char_end) without the line break
with split as (
    select document_id, string_split(text, chr(10)) as pieces
    from staging.documents
),

lines as (
    select document_id, unnest(pieces) as line, generate_subscripts(pieces, 1) as line_no
    from split
),

placed as (
    select
        document_id,
        line_no,
        line,
        coalesce(sum(length(line) + 1) over (
            partition by document_id order by line_no rows between unbounded preceding and 1 preceding
        ), 0)::bigint as char_start
    from lines
),

numbered as (
    select
        document_id,
        row_number() over (partition by document_id order by line_no) as paragraph_no,
        char_start,
        char_start + length(rtrim(line, chr(13))) as char_end
    from placed
    where regexp_matches(line, '[^\s\x{3000}\x{00A0}\x{FEFF}]')
)

select * from numbered
order by document_id, paragraph_no
