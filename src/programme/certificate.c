/*
 * The certificate as bytes. Whole numbers are varints of 7 bits a byte, lowest
 * first, signed ones zigzag; everything stands in the order of the cohort:
 *
 *	version 1, n, digits (left, place, wait)
 *	or, of a relaxed cohort:
 *	version 2, n, digits (left, place, relax, wait), relaxed, waits
 *	or, where pairs were announced:
 *	version 3, n, digits (left, place, keep, relax, wait), relaxed, waits
 *	blossoms: their number; for each the parent + 1 (0: outermost) and z
 *	for each person: y, blossom + 1 (0: none), counted (0 or 1)
 *	where points were given up for the months to come: months, points,
 *	people; the version is 3 more then
 */
#include "connect5/plan.h"

#include <limits.h>
#include <stdlib.h>

#include "connect5/buffer.h"

enum {
	VERSION = 1,
	VERSION_RELAXED,
	VERSION_KEPT,
	VERSIONS = VERSION_KEPT, /* are added where points were given up */
	MOST_BLOSSOMS_A_PERSON = 1
};

static void put(struct buffer *out, uint64_t value)
{
	for (; value >= 0x80; value >>= 7)
		buffer_putc(out, (char)(value | 0x80));
	buffer_putc(out, (char)value);
}

static void put_signed(struct buffer *out, int64_t value)
{
	put(out, (uint64_t)value << 1 ^ (value < 0 ? UINT64_MAX : 0));
}

static uint64_t kind_of(const struct certificate *certificate)
{
	if (certificate->digits.keep)
		return VERSION_KEPT;
	return certificate->digits.relax ? VERSION_RELAXED : VERSION;
}

static uint64_t version_of(const struct certificate *certificate)
{
	return kind_of(certificate) +
	       (uint64_t)(certificate->ahead.months ? VERSIONS : 0);
}

static void put_digits(struct buffer *out,
		       const struct certificate *certificate)
{
	const struct digits *digits = &certificate->digits;

	uint64_t version = kind_of(certificate);

	put_signed(out, digits->left);
	put_signed(out, digits->place);
	if (version >= VERSION_KEPT)
		put_signed(out, digits->keep);
	if (version >= VERSION_RELAXED)
		put_signed(out, digits->relax);
	put_signed(out, digits->wait);
	if (version >= VERSION_RELAXED) {
		put_signed(out, certificate->relaxed);
		put_signed(out, certificate->waits);
	}
}

static void put_ahead(struct buffer *out, const struct ahead *ahead)
{
	if (!ahead->months)
		return;
	put(out, ahead->months);
	put_signed(out, ahead->points);
	put_signed(out, ahead->people);
}

enum c5_status certificate_encode(struct buffer *out,
				  const struct certificate *certificate,
				  struct c5_error *err)
{
	const struct match_result *duals = &certificate->duals;

	put(out, version_of(certificate));
	put(out, duals->n);
	put_digits(out, certificate);
	put(out, duals->n_blossoms);
	for (uint32_t b = 0; b < duals->n_blossoms; b++) {
		put(out, duals->blossoms[b].parent + 1); /* NONE becomes 0 */
		put_signed(out, duals->blossoms[b].z);
	}
	for (uint32_t v = 0; v < duals->n; v++) {
		put_signed(out, duals->y[v]);
		put(out, duals->inner[v] + 1);
		put(out, certificate->counted[v]);
	}
	put_ahead(out, &certificate->ahead);
	return buffer_status(out, err);
}

struct bytes {
	const unsigned char *at, *end;
	bool bad; /* cut short, or a number too long */
};

static uint64_t get(struct bytes *in)
{
	uint64_t value = 0;

	for (unsigned shift = 0; shift < 64; shift += 7) {
		if (in->at == in->end)
			break;
		unsigned char byte = *in->at++;
		value |= (uint64_t)(byte & 0x7f) << shift;
		if (!(byte & 0x80))
			return value;
	}
	in->bad = true;
	return 0;
}

static int64_t get_signed(struct bytes *in)
{
	uint64_t value = get(in);

	return (int64_t)(value >> 1 ^ (value & 1 ? UINT64_MAX : 0));
}

static bool allocate(struct certificate *out, uint32_t n, uint32_t n_blossoms)
{
	struct match_result *duals = &out->duals;

	duals->n = n;
	duals->n_blossoms = n_blossoms;
	out->counted = memory_new(n, sizeof(*out->counted));
	duals->mate = memory_new(n, sizeof(*duals->mate));
	duals->y = memory_new(n, sizeof(*duals->y));
	duals->inner = memory_new(n, sizeof(*duals->inner));
	duals->blossoms = memory_new(n_blossoms, sizeof(*duals->blossoms));
	return out->counted && duals->mate && duals->y && duals->inner &&
	       duals->blossoms;
}

static void read_arrays(struct certificate *out, struct bytes *in)
{
	struct match_result *duals = &out->duals;

	for (uint32_t b = 0; b < duals->n_blossoms; b++) {
		duals->blossoms[b].parent = (uint32_t)get(in) - 1;
		duals->blossoms[b].z = get_signed(in);
	}
	for (uint32_t v = 0; v < duals->n; v++) {
		duals->mate[v] = MATCH_NONE;
		duals->y[v] = get_signed(in);
		duals->inner[v] = (uint32_t)get(in) - 1;
		out->counted[v] = get(in) != 0;
	}
}

static void read_digits(struct certificate *out, struct bytes *in,
			uint64_t version)
{
	out->digits.left = get_signed(in);
	out->digits.place = get_signed(in);
	if (version >= VERSION_KEPT)
		out->digits.keep = get_signed(in);
	if (version >= VERSION_RELAXED)
		out->digits.relax = get_signed(in);
	out->digits.wait = get_signed(in);
	if (version >= VERSION_RELAXED) {
		out->relaxed = get_signed(in);
		out->waits = get_signed(in);
	}
}

static void read_ahead(struct ahead *out, struct bytes *in)
{
	uint64_t months = get(in);

	in->bad |= !months || months > UINT_MAX;
	out->months = (unsigned)months;
	out->points = get_signed(in);
	out->people = get_signed(in);
}

enum c5_status certificate_decode(struct certificate *out, const void *bytes,
				  size_t length, size_t n, struct c5_error *err)
{
	struct bytes in = {bytes, (const unsigned char *)bytes + length, false};
	uint64_t version = get(&in), people = get(&in);

	uint64_t kind = version > VERSIONS ? version - VERSIONS : version;

	*out = (struct certificate){.counted = NULL};
	read_digits(out, &in, kind);
	uint64_t n_blossoms = get(&in);
	if (in.bad || kind < VERSION || kind > VERSION_KEPT || people != n ||
	    n_blossoms > n * MOST_BLOSSOMS_A_PERSON) {
		certificate_release(out);
		return error_set(err, C5_FILE, "a certificate is damaged");
	}
	if (!allocate(out, (uint32_t)n, (uint32_t)n_blossoms)) {
		certificate_release(out);
		return error_memory(err);
	}
	read_arrays(out, &in);
	if (version > VERSIONS)
		read_ahead(&out->ahead, &in);
	if (in.bad || in.at != in.end) {
		certificate_release(out);
		return error_set(err, C5_FILE, "a certificate is damaged");
	}
	return C5_OK;
}
