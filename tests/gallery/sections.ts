import CardSection from './CardSection.svelte';
import ProblemSection from './ProblemSection.svelte';
import SearchSection from './SearchSection.svelte';
import UiSection from './UiSection.svelte';

/** By the name in the address. */
export const sections = {
  ui: { title: 'Pieces', Section: UiSection },
  card: { title: 'Card', Section: CardSection },
  search: { title: 'Search', Section: SearchSection },
  problems: { title: 'Problems', Section: ProblemSection },
};
