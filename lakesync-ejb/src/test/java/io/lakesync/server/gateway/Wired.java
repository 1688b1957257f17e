package io.lakesync.server.gateway;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;

/** Puts a bean together as the container would: every empty field gets the part of its type. */
final class Wired {
    private Wired() {}

    static <T> T bean(Class<T> type, Object... parts) {
        try {
            Constructor<T> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            var bean = constructor.newInstance();
            for (var field : type.getDeclaredFields()) {
                fill(bean, field, parts);
            }
            return bean;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot wire " + type, e);
        }
    }

    private static void fill(Object bean, Field field, Object... parts) throws IllegalAccessException {
        field.setAccessible(true);
        if (Modifier.isStatic(field.getModifiers()) || field.get(bean) != null) {
            return;
        }
        var part = Arrays.stream(parts).filter(field.getType()::isInstance).findFirst();
        if (part.isPresent()) {
            field.set(bean, part.get());
        }
    }
}
