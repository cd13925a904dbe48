// Every page loads without an error in the console and without a request to elsewhere, axe finds no fault in it, the
// keyboard reaches every link and shows where it is, text is readable in light and dark, nothing is wider than a phone, and
// an Arabic report reads from right to left.
import { chromium } from 'playwright-core';
import assert from 'node:assert/strict';
import fs from 'node:fs';

const address = process.env.ADDRESS;
const shots = process.env.SHOTS;
const axe = fs.readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] });
let passed = 0;
let failed = 0;

async function holds(name, job) {
    try {
        await job();
        passed += 1;
    } catch (error) {
        failed += 1;
        console.error(`FAILED: ${name}\n${error.message}`);
    }
}

async function json(path) {
    return (await fetch(address + path)).json();
}

const arabic = (await json('/search.json?q=language:ar')).hits[0].report.address;
const most = (await json('/stories.json?order=reports')).stories[0];
const report = (await json(`${most.address}.json`)).archive.reports[0].address;
const reports = (await json(`${most.address}.json`)).archive.reports;
const revised = reports.find((held) => held.versions > 1).address;
const pages = [
    '/stories', most.address, `${most.address}/history`, `${most.address}/names/1`, report, arabic,
    `${revised}/versions`, `${revised}/versions/1`, `${revised}/versions/2`,
    '/relations', '/relations?one=France&other=Irlanda', '/relations?one=France&other=Peru',
    '/search', '/search?q=ferry', '/search?q=ferry&page=2', '/feeds', '/stories/99999',
];

// What axe finds, by how bad it is.
async function faults(page) {
    await page.evaluate(axe);
    const found = await page.evaluate(() => window.axe.run(document, { preload: false, resultTypes: ['violations'] }));
    return found.violations.map((fault) => `${fault.impact} ${fault.id}: ${fault.nodes.slice(0, 3).map((node) => node.html).join(' | ')}`);
}

// The least contrast of text with what is behind it, over all elements with text of their own.
function contrasts() {
    const parse = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
    const light = ([r, g, b]) => {
        const part = (v) => { const c = v / 255; return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; };
        return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
    };
    const behind = (element) => {
        for (let at = element; at; at = at.parentElement) {
            const colour = parse(getComputedStyle(at).backgroundColor);
            if (colour.length === 3 || colour[3] > 0) return colour;
        }
        return [255, 255, 255];
    };
    const found = [];
    for (const element of document.querySelectorAll('body *')) {
        const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
        if (!own || !element.checkVisibility({ visibilityProperty: true }) || element.closest('.hidden, .skip, svg')) continue;
        const [a, b] = [light(parse(getComputedStyle(element).color)), light(behind(element))];
        const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
        if (ratio < 4.5) found.push(`${ratio.toFixed(2)} ${element.tagName}.${element.className} ${element.textContent.slice(0, 40)}`);
    }
    return found;
}

for (const path of pages) {
    for (const [colorScheme, width] of [['light', 1200], ['dark', 1200], ['light', 360]]) {
        const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 } });
        const page = await context.newPage();
        const said = [];
        page.on('console', (message) => {
            // A page that tells that nothing is there has that status, which the browser notes.
            if (!(path === '/stories/99999' && message.text().includes('404'))) said.push(message.text());
        });
        page.on('pageerror', (error) => said.push(error.message));
        page.on('request', (request) => {
            if (!request.url().startsWith(address)) said.push(`asked ${request.url()}`);
        });
        const where = `${path} ${colorScheme} ${width}`;
        await holds(`${where} loads`, async () => {
            await page.goto(address + path);
            assert.ok((await page.title()).endsWith('· Recoupe'));
            assert.deepEqual(said, []);
        });
        await holds(`${where} is readable`, async () => {
            assert.deepEqual(await page.evaluate(contrasts), []);
        });
        await holds(`${where} has no fault that axe knows`, async () => {
            assert.deepEqual(await faults(page), []);
        });
        if (width === 360) {
            await holds(`${where} is no wider than the screen`, async () => {
                assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= width,
                    `${await page.evaluate(() => document.documentElement.scrollWidth)}`);
            });
        }
        if (shots) {
            fs.mkdirSync(shots, { recursive: true });
            const name = `${path.replaceAll(/[^a-z0-9]+/g, '-')}-${colorScheme}-${width}.png`;
            await page.screenshot({ path: `${shots}/${name}`, fullPage: true });
        }
        await context.close();
    }
}

const page = await browser.newPage();

await holds('the first key leads to the content', async () => {
    await page.goto(address + most.address);
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'content');
});

await holds('the keyboard reaches every link and field, and shows where it is', async () => {
    await page.goto(address + most.address);
    const all = await page.evaluate(() => [...document.querySelectorAll('a[href], input, button, select, summary, [tabindex="0"]')]
        .filter((element) => element.checkVisibility()).length);
    let reached = 0;
    for (let step = 0; step < all + 5; step += 1) {
        await page.keyboard.press('Tab');
        const shown = await page.evaluate(() => {
            const at = document.activeElement;
            if (!at || at === document.body) return null;
            return getComputedStyle(at).outlineStyle !== 'none';
        });
        if (shown === null) break;
        assert.ok(shown, await page.evaluate(() => document.activeElement.outerHTML));
        reached += 1;
    }
    assert.ok(reached >= all, `${reached} of ${all}`);
});

await holds('a search is typed, sent and followed by keys alone', async () => {
    await page.goto(`${address}/search`);
    await page.focus('main input[type=search]');
    await page.keyboard.type('ferry');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=ferry/);
    assert.ok(await page.locator('main .rows > li').count() > 0);
});

await holds('a form gives a story a name', async () => {
    await page.goto(address + most.address);
    await page.fill('#name', 'A <name>');
    await page.press('#name', 'Enter');
    await page.waitForURL(address + most.address);
    assert.ok((await page.textContent('main')).includes('A <name>'));
});

await holds('two parties are typed, sent and followed to the words of a report by keys alone', async () => {
    await page.goto(`${address}/relations`);
    await page.focus('main input[name=one]');
    await page.keyboard.type('Frankreich');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Ireland');
    await page.keyboard.press('Enter');
    await page.waitForURL(/one=Frankreich&other=Ireland/);
    const link = page.locator('main .steps a').first();
    const place = await link.getAttribute('href');
    await link.focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(address + place);
    assert.equal(await page.locator(`[id="${place.split('#')[1]}"]`).count(), 1);
});

await holds('a decision on names is made, told and taken back by keys alone', async () => {
    const name = `${most.address}/names/1`;
    await page.goto(address + name);
    await page.focus('#by-hand form:has(input[value=called]) input[name=other]');
    await page.keyboard.type('The <port>');
    await page.keyboard.press('Enter');
    await page.waitForURL(/#s1-names$/);
    await page.goto(address + name);
    assert.equal(await page.textContent('h1'), 'The <port>');
    assert.deepEqual(await faults(page), []);
    await page.focus('#by-hand form.held button');
    await page.keyboard.press('Enter');
    await page.waitForURL(/#s1-names$/);
    await page.goto(address + name);
    assert.notEqual(await page.textContent('h1'), 'The <port>');
    assert.equal(await page.locator('form.held').count(), 0);
});

await holds('an Arabic report reads from right to left', async () => {
    await page.goto(address + arabic);
    const lines = await page.evaluate(() => {
        const paragraph = document.querySelector('.body p');
        const box = paragraph.getBoundingClientRect();
        const range = document.createRange();
        const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
        const text = walker.nextNode();
        range.setStart(text, 0);
        range.setEnd(text, 1);
        const first = range.getBoundingClientRect();
        return {
            direction: getComputedStyle(paragraph).direction,
            fromRight: box.right - first.right,
            fromLeft: first.left - box.left,
            heading: getComputedStyle(document.querySelector('h1')).direction,
            page: getComputedStyle(document.body).direction,
        };
    });
    assert.equal(lines.direction, 'rtl');
    assert.equal(lines.heading, 'rtl');
    assert.equal(lines.page, 'ltr');
    assert.ok(lines.fromRight < lines.fromLeft, JSON.stringify(lines));
});

await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
