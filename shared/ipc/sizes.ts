/** Sizes both sides of the contract keep to. Apart from the schemas, so that the window's first paint needs no zod. */

/** Longest search text sent to Graph, characters. Longer than any name, UPN or number one would type. */
export const QUERY_MAXIMUM = 200;
/** People asked for in one search. */
export const SEARCH_TOP = 25;
/** People in one `people.enrich`: two requests each fit into one `$batch` of twenty. */
export const ENRICH_MAXIMUM = 10;

/** People whose pass is asked for at once: one `$batch`. */
export const CHECK_MAXIMUM = 20;
/** Lines of the history in one page. */
export const HISTORY_PAGE = 100;
