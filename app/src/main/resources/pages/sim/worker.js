/** Shows what is pushed while no tab is open. */
self.addEventListener("push", event => {
  const { title, body, data } = event.data?.json() ?? {};
  event.waitUntil(self.registration.showNotification(title ?? "Motion", { body, data, tag: data?.cameraDeviceId }));
});

self.addEventListener("notificationclick", event => {
  event.notification.close();
  event.waitUntil(self.clients.openWindow("/sim/mobile-sim.html"));
});
