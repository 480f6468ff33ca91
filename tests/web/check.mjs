// check.mjs FOLDER: holds every page of it to what others say a page must be.
// Each finding is a line; none, and it ends with 0.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import { HtmlValidate } from "html-validate";
import { chromium } from "playwright-core";

const folder = resolve(process.argv[2]);
// Phones, desks, and what people set who see less.
const looks = [
	{ width: 320, colorScheme: "light" },
	{ width: 320, colorScheme: "dark" },
	{ width: 1280, colorScheme: "light" },
	{ width: 1280, colorScheme: "dark" },
	{ width: 1280, colorScheme: "dark", contrast: "more" },
	{ width: 1280, colorScheme: "light", forcedColors: "active" },
];
const dark = looks[3]; // which paper must not be
let found = 0;

function say(page, what) {
	console.log(`${basename(page)}: ${what}`);
	found++;
}

// Names there may be accents alone, of which no contrast can be told, or turn
// around, which no text of a PDF tells.
const isNaughty = (page) => basename(page) === "naughty.html";

// The rules of markup.
const validator = new HtmlValidate({
	root: true,
	extends: [
		"html-validate:recommended",
		"html-validate:document",
		"html-validate:a11y",
	],
});

async function validate(page) {
	const report = await validator.validateFile(page);
	for (const { messages } of report.results)
		for (const { line, ruleId, message } of messages)
			say(page, `line ${line}: ${ruleId}: ${message}`);
}

// A tab on the page that tells of every message and request.
async function open(browser, page, look) {
	const { width, ...scheme } = look;
	const context = await browser.newContext({
		viewport: { width, height: 800 },
		...scheme,
	});
	const tab = await context.newPage();
	const address = pathToFileURL(page).href;

	tab.on("console", (message) => say(page, `console: ${message.text()}`));
	tab.on("pageerror", (error) => say(page, `error: ${error}`));
	tab.on("request", (request) => {
		if (request.url() !== address) say(page, `asks for ${request.url()}`);
	});
	await tab.goto(address);
	return { tab, close: () => context.close() };
}

// Through the debugger, which the page's own policy does not bind.
async function accessible(tab, page, look) {
	await tab.evaluate(axe.source);
	const { violations, incomplete } = await tab.evaluate(() =>
		globalThis.axe.run({ resultTypes: ["violations", "incomplete"] }),
	);
	for (const { id, help, nodes } of violations)
		say(page, `${JSON.stringify(look)}: ${id}: ${help}: ${nodes[0].html}`);
	for (const { id, nodes } of incomplete)
		if (id === "color-contrast" && !isNaughty(page))
			say(page, `${JSON.stringify(look)}: unclear contrast: ${nodes[0].html}`);
}

async function looksRight(tab, page, look) {
	const seen = await tab.evaluate(() => ({
		wide: document.documentElement.scrollWidth - innerWidth,
		margin: getComputedStyle(document.body).marginTop,
		paper: getComputedStyle(document.documentElement).backgroundColor,
	}));
	const [red] = seen.paper.match(/\d+/).map(Number);

	if (seen.wide > 0) say(page, `${look.width}: scrolls sideways`);
	if (seen.margin !== "0px") say(page, "its policy refuses its own style");
	if (!look.forcedColors && red < 128 !== (look.colorScheme === "dark"))
		say(page, `${look.colorScheme}: the paper is ${seen.paper}`);
}

// Text as it can be found again: what wraps, wraps anywhere.
const bare = (text) => text.normalize("NFC").replace(/[\s\u00ad\u200b]+/g, "");

// Every name is on paper, and all of a group on one sheet.
function onPaper(page, pdf, format) {
	const names = page.replace(/html$/, "json");
	if (!existsSync(names)) return;
	const round = JSON.parse(readFileSync(names, "utf8"));
	const sheets = execFileSync("pdftotext", ["-q", pdf, "-"], {
		encoding: "utf8",
		maxBuffer: 1 << 26,
	}).split("\f");
	const all = bare(sheets.join(""));

	for (const { name } of [...round.groups.flatMap((g) => g.people), ...round.waiting])
		if (!all.includes(bare(name))) say(page, `${format}: nobody called ${name}`);
	for (const { group, people } of round.groups) {
		const whole = sheets.some(
			(sheet) =>
				new RegExp(`^Group ${group}$`, "m").test(sheet) &&
				people.every(({ name }) => bare(sheet).includes(bare(name))),
		);
		if (!whole) say(page, `${format}: group ${group} is on no one sheet`);
	}
}

async function prints(browser, page) {
	for (const format of ["A4", "Letter"]) {
		const { tab, close } = await open(browser, page, dark);
		const pdf = page.replace(/html$/, `${format}.pdf`);

		await tab.pdf({ path: pdf, format, printBackground: true });
		const title = await tab.title();
		const info = execFileSync("pdfinfo", [pdf], { encoding: "utf8" });
		if (!info.includes(title)) say(page, `${format}: no title`);
		if (basename(page).startsWith("prompts") && !/^Pages: +1$/m.test(info))
			say(page, `${format}: a hand-out of more than one sheet`);
		if (!isNaughty(page)) onPaper(page, pdf, format);
		await close();
	}
}

const pages = readdirSync(folder)
	.filter((name) => name.endsWith(".html"))
	.map((name) => join(folder, name));
const browser = await chromium.launch({
	executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
	chromiumSandbox: false,
});

for (const page of pages) {
	await validate(page);
	for (const look of looks) {
		const { tab, close } = await open(browser, page, look);
		await looksRight(tab, page, look);
		await accessible(tab, page, look);
		await close();
	}
	await prints(browser, page);
}
await browser.close();
if (!pages.length) say(folder, "no pages");
console.log(`${pages.length} pages in ${looks.length} looks: ${found} findings`);
process.exit(found ? 1 : 0);
