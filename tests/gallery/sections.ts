import CardSection from './CardSection.svelte';
import ProblemSection from './ProblemSection.svelte';
import SearchSection from './SearchSection.svelte';
import UiSection from './UiSection.svelte';

/** The gallery's sections. Keys are their names in the URL. */
export const sections = {
  ui: { title: 'Pieces', Section: UiSection },
  card: { title: 'Card', Section: CardSection },
  search: { title: 'Search', Section: SearchSection },
  problems: { title: 'Problems', Section: ProblemSection },
};
