package io.vedette.testing.chat;

import jakarta.validation.constraints.Size;

record SayInRoom(
        @Size(min = 1, max = 100) String room,
        @Size(max = 100_000) String text) {}
