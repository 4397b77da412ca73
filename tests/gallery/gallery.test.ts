import { mount, tick, unmount } from 'svelte';
import Gallery from './Gallery.svelte';
import { sections } from './sections';

// The cards take several seconds on a busy computer, longer than Vitest's default timeout.
const timeout = 60_000;

it.each(Object.keys(sections))(
  'the section %s renders its examples without an error',
  { timeout },
  async (name) => {
    const errors = vi.spyOn(console, 'error');
    location.hash = name;
    const gallery = mount(Gallery, { target: document.body });
    await tick();
    expect(errors.mock.calls).toEqual([]);
    expect(document.querySelectorAll('.example').length).toBeGreaterThan(3);
    await unmount(gallery);
  },
);
