import { createHash } from "node:crypto";
import type { ComponentChildren } from "preact";
import { renderToString } from "preact-render-to-string";
import css from "./style.css?raw";

/** The style sheet of all pages: for light and dark screens of any width, and for paper. */
const style = `\n${css}`;

const hashOf = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** Nothing is loaded, nothing is sent, and nothing runs but what stands in the page. */
const policyOf = (script: string | undefined): string =>
  [
    "default-src 'none'",
    `style-src ${hashOf(style)}`,
    ...(script === undefined ? [] : [`script-src ${hashOf(script)}`]),
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");

interface PageProps {
  readonly title: string;
  readonly header: ComponentChildren;
  /** What stands beside the main part. */
  readonly side: ComponentChildren;
  readonly footer: string;
  /** The page's one script, if it has one. */
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

/** Characters that no page may hold, or that would hide or reorder text. */
const unprintable = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/gu;

/** One HTML page that needs nothing else: no file and no server. */
export function pageOf(props: PageProps): string {
  const markup = renderToString(<Page {...props} />);
  return `<!DOCTYPE html>\n${markup.replaceAll(unprintable, "\uFFFD")}\n`;
}
