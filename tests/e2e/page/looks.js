import AxeBuilder from "@axe-core/playwright";
import { expect } from "@playwright/test";

export const PHONE = { width: 360, height: 800 };
export const DESKTOP = { width: 1280, height: 800 };

/** Checks a state of the page on a phone and on a desktop, in light and in dark colours, which change nothing but the contrast. */
export async function looksRight(page, name, snapshot) {
  for (const viewport of [PHONE, DESKTOP]) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ["dark", "light"]) {
      const what = `${viewport.width}-${colorScheme}-${name}`;
      await page.emulateMedia({ colorScheme });
      await settled(page);
      await snapshot(what);
      await isAccessible(page, what, colorScheme === "dark" ? ["color-contrast"] : undefined);
    }
    await fits(page, viewport.width);
    await canBeTouched(page);
  }
}

/** Waits until no colour is on its way to another. */
function settled(page) {
  return page.evaluate(async () => {
    const transitions = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
    // One that is replaced by another ends so.
    await Promise.allSettled(transitions.map(({ finished }) => finished));
  });
}

/** Checks that nothing is wider than the window. */
export async function fits(page, width) {
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
}

/** Checks that whatever can be pressed is at least 44 by 44 pixels large, its label included. */
async function canBeTouched(page) {
  const small = await page
    .locator("button, select, input, textarea, summary, [role=option]")
    .evaluateAll((controls) =>
      controls
        .filter((control) => control.checkVisibility())
        .map((control) => {
          const target = control.type === "checkbox" ? control.closest("label") : control;
          const { width, height } = target.getBoundingClientRect();
          return { name: control.id || control.textContent || control.name, width, height };
        })
        .filter(({ width, height }) => Math.min(width, height) < 43.9),
    );
  expect(small).toEqual([]);
}

/** Checks what can be checked by a program of how people with a disability get on with the page: all of it, or some rules. */
async function isAccessible(page, name, rules) {
  const builder = new AxeBuilder({ page });
  const { violations } = await (rules ? builder.withRules(rules) : builder).analyze();
  const found = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    where: nodes.map(({ target }) => target.join(" ")),
  }));
  expect(found, name).toEqual([]);
}
