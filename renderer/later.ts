/** The rest of the page. Is asked for when the search box stands there, or by the first thing that needs it. */
export const later = () => import('./after-first-paint');
