#include "command/export.h"
#include "connect5/store_words.h"

const char *export_recorded(const struct export_kind *kind)
{
	return kind->recorded ? kind->recorded : kind->name;
}

/* The round of a month as it would be made now. */
static enum c5_status load_to_come(struct export *export, const char *operand,
				   struct c5_error *err)
{
	struct programme programme;
	month_t month;
	enum c5_status status = resolve_month(export->context, export->store,
					      operand, &month, err);

	if (!status)
		status = store_programme(export->store, &export->pool,
					 &programme, err);
	if (!status)
		status = check_month(&programme, month, err);
	if (!status)
		status = store_candidates(export->store, month, &export->record,
					  err);
	return status ? status : round_record_bind(&export->record, err);
}

enum c5_status export_load(struct export *export,
			   const struct export_kind *kind, const char *operand,
			   struct c5_error *err)
{
	struct c5_error why;
	enum c5_status status = resolve_round(export->context, export->store,
					      operand, &export->record, &why);

	if (status == C5_NO && kind->to_come)
		status = load_to_come(export, operand, err);
	else if (status)
		*err = why;
	if (!status && store_sheet_tells(export_recorded(kind)))
		status = store_is_exported(export->store, export->record.month,
					   export_recorded(kind), &export->told,
					   err);
	if (status)
		return status;
	return store_prompts(export->store, export->record.theme.key,
			     &export->pool, &export->prompts,
			     &export->n_prompts, err);
}
