// What the build puts in place: the version, and the icons by name.

declare const __VERSION__: string;

declare module "virtual:icons" {
  const drawings: Record<string, string>;
  export default drawings;
}
