import AxeBuilder from "@axe-core/playwright";
import { expect } from "@playwright/test";

export const PHONE = { width: 360, height: 800 };
export const DESKTOP = { width: 1280, height: 800 };

/** Checks that nothing is wider than the window. */
export async function fits(page, width) {
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
}

/** Checks that whatever can be pressed is at least 44 by 44 pixels large, its label included. */
export async function canBeTouched(page) {
  const small = await page.locator("button, select, input, textarea, summary").evaluateAll((controls) =>
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

/** Checks what can be checked by a program of how people with a disability get on with the page. */
export async function isAccessible(page, name) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    where: nodes.map(({ target }) => target.join(" ")),
  }));
  expect(found, name).toEqual([]);
}
