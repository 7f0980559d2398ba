// A plugin of typedoc for the documents of docs/.

import { Converter, PageEvent } from "typedoc";

export function load({ converter, renderer }) {
  // A document is named by its heading, not by its file.
  converter.on(Converter.EVENT_CREATE_DOCUMENT, (_, document) => {
    const text = document.content.map(({ text }) => text).join("");
    const [, heading] = /^# (.+)$/m.exec(text);
    document.name = heading.replaceAll("`", "");
  });
  // A link to a folder of the repository, which the pages do not have, becomes its text.
  renderer.on(PageEvent.END, (page) => {
    page.contents = page.contents?.replace(FOLDER_LINK, "$1");
  });
}

/** A link to a file without an extension: typedoc copies no folders. */
const FOLDER_LINK = /<a href="(?:\.\.\/)?media\/[a-z0-9-]+">(.*?)<\/a>/gs;
