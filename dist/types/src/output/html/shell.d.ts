import type { ComponentChildren } from "preact";
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
/** Renders an HTML page that needs no other file and no server. */
export declare function pageOf(props: PageProps): string;
export {};
