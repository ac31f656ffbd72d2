/** The face of delivery to services: what each does to this master, in the master room's right column. */
export { ServicesPanel } from './services-panel.tsx';
