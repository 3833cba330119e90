package io.vedette.testing.chat;

import jakarta.validation.constraints.Size;

record JoinRoom(@Size(min = 1, max = 100) String room) {}
