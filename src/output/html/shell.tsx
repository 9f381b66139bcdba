import { createHash } from "node:crypto";
import type { ComponentChildren } from "preact";
import { renderToString } from "preact-render-to-string";
import css from "./style.css?raw";

/** The style sheet of all pages, for light and dark screens of any width and for print. */
const style = `\n${css}`;

const cspHash = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** The page loads nothing, sends nothing, and runs only its own script. */
const policyOf = (script: string | undefined): string =>
  [
    "default-src 'none'",
    `style-src ${cspHash(style)}`,
    ...(script === undefined ? [] : [`script-src ${cspHash(script)}`]),
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");

interface PageProps {
  readonly title: string;
  readonly header: ComponentChildren;
  /** Content beside the main part. */
  readonly side: ComponentChildren;
  readonly footer: string;
  /** The script of the page, if there is one. */
  readonly script?: string;
  readonly children: ComponentChildren;
}

function Page({ title, header, side, footer, script, children }: PageProps) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={policyOf(script)} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>
        <a class="skip" href="#main">
          Skip to the report
        </a>
        {header}
        <div class="columns">
          <div class="side">{side}</div>
          <main id="main">{children}</main>
        </div>
        <footer>
          <p>{footer}</p>
        </footer>
        {script !== undefined && <script dangerouslySetInnerHTML={{ __html: script }} />}
      </body>
    </html>
  );
}

/** Characters that are invalid in HTML, or that hide or reorder text. */
const unprintable = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/gu;

/** Renders an HTML page that needs no other file and no server. */
export function pageOf(props: PageProps): string {
  const markup = renderToString(<Page {...props} />);
  return `<!DOCTYPE html>\n${markup.replaceAll(unprintable, "\uFFFD")}\n`;
}
