-- one row a finding of $year in the scope, at most $limit a kind, with both places in the text
with scoped as (
  select
    findings.*,
    count(*) over (partition by kind) as kind_count,
    row_number() over (partition by kind order by other_mention_id nulls last, findings.unit_name, indicator_code) as place
  from findings
  left join units using (unit_id)
  where (findings.year = $year or findings.year is null)
    and ($kind::text is null or unit_type = $kind::text)
    and ($region::text is null or region = $region::text)
    and ($level::text is null or title_level = $level::text)
)
, places as (
  select mention_id, document_id, quote, char_start, paragraph_no
  from mentions
  union all
  select mention_id, document_id, quote, char_start, paragraph_no
  from placeholders
)
, words as (
  select
    places.mention_id, places.quote, places.paragraph_no,
    substr(documents.text, greatest(places.char_start - 39, 1), least(places.char_start, 40)) as before
  from places
  join documents using (document_id)
  where places.mention_id in (select mention_id from scoped union select other_mention_id from scoped)
)
, found as (
  select
    scoped.kind, scoped.severity, scoped.kind_count, scoped.unit_id, scoped.unit_name, scoped.indicator_code,
    indicators.name_zh, scoped.year, scoped.message, scoped.mention_id, scoped.other_mention_id, scoped.document_id,
    one.quote, one.before, one.paragraph_no,
    other.quote as other_quote, other.before as other_before, other.paragraph_no as other_paragraph_no,
    scoped.place
  from scoped
  left join indicators using (indicator_code)
  left join words as one on one.mention_id = scoped.mention_id
  left join words as other on other.mention_id = scoped.other_mention_id
  where scoped.place <= $limit
)
select *
from found
order by kind, place
