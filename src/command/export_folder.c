#include "command/export.h"

#include <stdio.h>
#include <string.h>

enum c5_status export_check_folder(const struct context *context,
				   const struct arguments *arguments,
				   const struct export_kind *kind,
				   struct c5_error *err)
{
	const char *path = argument_value(arguments, "output");

	if (argument_given(arguments, "format") || context->json)
		return error_set(err, C5_USAGE,
				 "export %s has one format only: leave %s out",
				 kind->name,
				 context->json ? "--json" : "--format");
	if (path && *path && strcmp(path, "-") != 0)
		return C5_OK;
	return error_set(err, C5_USAGE,
			 "export %s makes many files: name a folder for them "
			 "with -o DIR",
			 kind->name);
}

enum c5_status export_begin_folder(struct folder *out, struct export *export,
				   const struct export_kind *kind,
				   struct c5_error *err)
{
	const struct arguments *arguments = export->arguments;
	char month[MONTH_TEXT];

	snprintf(export->label, sizeof(export->label), "%s-%s",
		 month_format(month, export->record.month), kind->name);
	return folder_begin(out, argument_value(arguments, "output"),
			    export->label, argument_given(arguments, "force"),
			    err);
}

enum c5_status export_end_folder(struct folder *folder, struct export *export,
				 const struct export_kind *kind,
				 struct c5_error *err)
{
	enum c5_status status = kind->fill(export, folder, err);

	if (!status)
		return folder_finish(folder, err);
	folder_abandon(folder);
	return status;
}
