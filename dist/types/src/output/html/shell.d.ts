import type { ComponentChildren } from "preact";
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
/** One HTML page that needs nothing else: no file and no server. */
export declare function pageOf(props: PageProps): string;
export {};
