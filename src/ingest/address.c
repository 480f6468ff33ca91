#include "ingest/form_internal.h"

#include <string.h>
#include <strings.h>

#include "connect5/text.h"

/* "Ann Bell <ann@example.org>": what stands between the brackets. */
static const char *inside(const char *text, size_t *length)
{
	const char *open = strrchr(text, '<');
	const char *end = open ? strchr(open, '>') : NULL;

	*length = strlen(text);
	if (!end || end[1 + strspn(end + 1, " ;,")])
		return text;
	*length = (size_t)(end - open - 1);
	return open + 1;
}

void address_read(struct buffer *out, const char *cell)
{
	struct buffer clean = BUFFER_INIT, bare = BUFFER_INIT;
	size_t length;
	const char *at;

	text_email(&clean, cell);
	at = inside(clean.text, &length);
	at += strspn(at, " ");
	length = strnlen(at, length);
	if (strncasecmp(at, "mailto:", 7) == 0) {
		at += 7;
		length = strcspn(at, "?>");
	}
	while (length && strchr(" ;,", at[length - 1]))
		length--;
	buffer_add(&bare, at, length);
	text_email(out, bare.text);
	out->failed |= clean.failed || bare.failed;
	buffer_release(&clean);
	buffer_release(&bare);
}

const char *address_fault(const char *address)
{
	const char *sign = strchr(address, '@');

	if (text_is_email(address))
		return NULL;
	if (!sign)
		return "there is no @ in it";
	if (strchr(sign + 1, '@'))
		return "there is more than one @ in it: one address only";
	if (sign == address)
		return "nothing stands before the @";
	if (!sign[1])
		return "nothing stands after the @";
	if (strchr(address, ' '))
		return "there is a blank in it";
	if (!strchr(sign, '.'))
		return "there is no dot after the @";
	if (strlen(address) > 254 || sign - address > 64)
		return "it is too long";
	return "it has something in it that no address has";
}
