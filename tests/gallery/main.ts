import { mount } from 'svelte';
import '../../renderer/ui/tokens.css';
import '../../renderer/ui/base.css';
import Gallery from './Gallery.svelte';

mount(Gallery, { target: document.body });
