-- one row a value of $values (ids): the paragraph that it stands in
with places as (
  select mention_id, paragraph_no from mentions where list_contains($values::text[], mention_id)
  union all
  select mention_id, paragraph_no from placeholders where list_contains($values::text[], mention_id)
)
select *
from places
